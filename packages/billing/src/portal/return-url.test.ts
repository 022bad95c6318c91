import { describe, expect, it } from "vitest";
import { judgeReturnUrl } from "./return-url.ts";

const rule = { origins: ["https://app.example.com", "http://localhost:5173"], livemode: false };

function isRefused(text: string, livemode = false): boolean {
  try {
    judgeReturnUrl({ ...rule, livemode }, text);
    return false;
  } catch (error) {
    return error instanceof Error && "reason" in error && error.reason === "RETURN_URL_NOT_ALLOWED";
  }
}

describe("a return URL", () => {
  it("may be any page of an allowed origin, in canonical form", () => {
    expect(judgeReturnUrl(rule, "https://app.example.com/settings?tab=billing#top")).toBe(
      "https://app.example.com/settings?tab=billing#top",
    );
    expect(judgeReturnUrl(rule, "https://app.example.com/a/../b")).toBe(
      "https://app.example.com/b",
    );
    expect(judgeReturnUrl(rule, "http://localhost:5173")).toBe("http://localhost:5173/");
  });

  it("is https with a live key, on localhost too", () => {
    expect(isRefused("http://localhost:5173/", true)).toBe(true);
    expect(isRefused("https://app.example.com/", true)).toBe(false);
  });

  it("is never plain http but on localhost, even when the list says so", () => {
    expect(() =>
      judgeReturnUrl(
        { origins: ["http://app.example.com"], livemode: false },
        "http://app.example.com/",
      ),
    ).toThrow("not on the list");
  });

  it.each([
    "",
    " ",
    "/billing",
    "//app.example.com/",
    "app.example.com",
    "https:app.example.com",
    "https:/app.example.com/",
    "https://",
    "https://app.example.com.evil.test/",
    "https://evil.test/https://app.example.com/",
    "https://evil.test#https://app.example.com/",
    "https://evil.test?https://app.example.com/",
    "https://app.example.com@evil.test/",
    "https://app.example.com:443@evil.test/",
    "https://user@app.example.com/",
    "https://user:secret@app.example.com/",
    "https://:@app.example.com.evil.test/",
    "https://app.example.com:8443/",
    "https://app.example.com./",
    "https://APP.example.com.evil.test/",
    "https://xapp.example.com/",
    "https://sub.app.example.com/",
    "https://example.com/",
    "http://app.example.com/",
    "http://localhost:5174/",
    "http://localhost/",
    "http://127.0.0.1:5173/",
    "https://localhost:5173/",
    "javascript:alert(1)",
    "javascript://app.example.com/%0aalert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,hi",
    "blob:https://app.example.com/1",
    "file:///etc/passwd",
    "ftp://app.example.com/",
    "ws://app.example.com/",
    "about:blank",
    "https:\\\\app.example.com\\",
    "https://app.example.com\\@evil.test/",
    "https://evil.test\\@app.example.com/",
    "https://app.example.com\\.evil.test/",
    "https://app.example.com/\\..\\",
    "\thttps://app.example.com/",
    "https://app.exa\tmple.com/",
    "https://app.example.com/\n",
    "https://app.example.com/\r\nSet-Cookie: a=b",
    " https://app.example.com/",
    "https://app.example.com/ ",
    "https://app.example.com\u0000.evil.test/",
    "https://app\u3002example\u3002com.evil.test/",
    "https://app.example.com\uff0eevil.test/",
    "https://app.example.com\u2044.evil.test/",
    "https://app.example.com\u200b/",
    "https://app.example.com/\u202e",
    "https://app.example.com%2eevil.test/",
    "https://app.example.com%2f@evil.test/",
    "https%3A%2F%2Fapp.example.com%2F",
    "https://\u0430pp.example.com/",
    "https://[::1]:5173/",
    "https://0x7f000001/",
    "https://2130706433/",
    `https://app.example.com/${"a".repeat(2048)}`,
  ])("is refused when it is %j", (text) => {
    expect(isRefused(text)).toBe(true);
  });
});
