import { BlockList, isIP } from "node:net";

export type AddressOf = (request: Request, peer: string | undefined) => string;

/**
 * Where a request comes from; of IPv6 the network, because each customer of a provider has one of those.
 * Anybody can write the header, so it counts only from a proxy that is ours.
 */
export function createAddressOf(trustedProxies: readonly string[]): AddressOf {
  const trusted = new BlockList();
  for (const each of trustedProxies) {
    const [address = "", length = isIP(address) === 6 ? "128" : "32"] = each.split("/");
    trusted.addSubnet(address, Number(length), familyOf(address));
  }
  const isOurs = (address: string) =>
    isIP(address) !== 0 && trusted.check(address, familyOf(address));

  return ({ headers }, peer = "unknown") => {
    const forwarded = headers.get("x-forwarded-for")?.split(",") ?? [];
    let address = plain(peer);
    // The nearest proxy wrote the last one.
    for (const hop of forwarded.map((each) => plain(each.trim())).toReversed()) {
      if (!isOurs(address) || isIP(hop) === 0) break;
      address = hop;
    }
    return networkOf(address);
  };
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}

/** Node writes IPv4 as IPv6 where it listens on both. */
function plain(address: string): string {
  return address.replace(/^::ffff:/i, "");
}

/** "2001:db8::1" -> "2001:db8:0:0::/64" */
function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [before = [], after = []] = address.split("::").map((part) => part.split(":"));
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  const groups = address.includes("::") ? [...before, ...zeros, ...after] : before;
  return `${groups.slice(0, 4).join(":")}::/64`;
}
