import { describe, expect, it } from "vitest";
import { hashOf, isWellFormed, newSecret } from "./secret.ts";

const style = { prefix: "am", livemode: true };

describe("an API key", () => {
  it("says whose it is, and for which mode", () => {
    expect(newSecret(style)).toMatch(/^am_live_[0-9a-f]{72}$/);
    expect(newSecret({ prefix: "acme", livemode: false })).toMatch(/^acme_test_/);
  });

  it("is known by its checksum, however one sign of it was mistyped", () => {
    const secret = newSecret(style);
    expect(isWellFormed(style, secret)).toBe(true);
    for (let at = 0; at < secret.length; at += 1) {
      const other = secret[at] === "0" ? "1" : "0";
      expect(isWellFormed(style, secret.slice(0, at) + other + secret.slice(at + 1))).toBe(false);
    }
  });

  it("is none when cut off, doubled, of the other mode or with another's prefix", () => {
    const secret = newSecret(style);
    const wrong = [
      "",
      secret.slice(0, -1),
      `${secret}0`,
      secret + secret,
      secret.toUpperCase(),
      newSecret({ ...style, livemode: false }),
      newSecret({ ...style, prefix: "other" }),
    ];
    for (const each of wrong) expect(isWellFormed(style, each)).toBe(false);
  });

  it("is kept as a hash that tells nothing of it", () => {
    const secret = newSecret(style);
    expect(hashOf(secret)).toMatch(/^[0-9a-f]{64}$/);
    expect(secret).not.toContain(hashOf(secret));
  });
});
