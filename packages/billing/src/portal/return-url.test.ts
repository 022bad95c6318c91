import { describe, expect, it } from "vitest";
import { HOSTILE_URLS, LISTED_ORIGINS } from "./hostile-urls.ts";
import { judgeReturnUrl } from "./return-url.ts";

const rule = { origins: LISTED_ORIGINS, livemode: false };

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

  it.each(HOSTILE_URLS)("is refused when it is %j", (text) => {
    expect(isRefused(text)).toBe(true);
  });
});
