import { isIP } from "node:net";

export function originOf(field: string) {
  return (text: string): string => {
    const origin = URL.canParse(text) ? new URL(text).origin : "null";
    if (origin === "null")
      throw new Error(
        `${field} holds "${text}", which is not an origin such as https://app.example.com.`,
      );
    return origin;
  };
}

export function networkIn(text: string): string {
  const [address = "", length = "0", ...more] = text.split("/");
  const longest = isIP(address) === 6 ? 128 : 32;
  if (isIP(address) !== 0 && /^\d+$/.test(length) && Number(length) <= longest && more.length === 0)
    return text;
  throw new Error(
    `TRUSTED_PROXIES holds "${text}", which is neither an address nor a network such as 10.0.0.0/8.`,
  );
}

export function isLoopback(url: string | null): boolean {
  return url !== null && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(url).hostname);
}
