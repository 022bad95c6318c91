import { expect, it } from "vitest";
import { createAddressOf } from "./address.ts";

const from = (forwarded: string | null, peer: string | undefined, trusted: string[] = []) =>
  createAddressOf(trusted)(
    new Request(
      "http://localhost/",
      forwarded === null ? {} : { headers: { "x-forwarded-for": forwarded } },
    ),
    peer,
  );

it("believes nobody who says to come from elsewhere", () => {
  expect(from("1.1.1.1", "203.0.113.7")).toBe("203.0.113.7");
  expect(from("1.1.1.1", "203.0.113.7", ["10.0.0.0/8"])).toBe("203.0.113.7");
});

it("believes our own proxies, and them alone", () => {
  const ours = ["10.0.0.0/8", "::1"];
  expect(from("198.51.100.4", "10.1.2.3", ours)).toBe("198.51.100.4");
  expect(from("1.1.1.1, 198.51.100.4, 10.9.9.9", "10.1.2.3", ours)).toBe("198.51.100.4");
  expect(from("198.51.100.4", "::1", ours)).toBe("198.51.100.4");
  expect(from("198.51.100.4", "::ffff:10.1.2.3", ours)).toBe("198.51.100.4");
});

it("falls back on what it knows", () => {
  expect(from(null, "10.1.2.3", ["10.0.0.0/8"])).toBe("10.1.2.3");
  expect(from("", "10.1.2.3", ["10.0.0.0/8"])).toBe("10.1.2.3");
  expect(from("10.4.4.4", "10.1.2.3", ["10.0.0.0/8"])).toBe("10.4.4.4");
  expect(from(null, undefined)).toBe("unknown");
});

it("takes all addresses of one IPv6 network for one", () => {
  const network = "2001:db8:0:7::/64";
  for (const each of ["2001:db8:0:7::1", "2001:db8:0:7:a:b:c:d", "2001:db8:0:7::"])
    expect(from(null, each)).toBe(network);
  expect(from(null, "2001:db8::7:0:0:1")).toBe("2001:db8:0:0::/64");
  expect(from(null, "2001:db8:0:8::1")).toBe("2001:db8:0:8::/64");
});
