import { describe, expect, it } from "vitest";
import { environment } from "../settings/environment.ts";
import { scopesOf } from "./who-may.ts";

const both = ["billing:read", "billing:write"];

function scopes(set: Record<string, string>, role: string, permissions: string[] = []) {
  const { MAY_READ: read = null, MAY_WRITE: write } = environment.parse(set);
  return [...scopesOf({ read, write }, role, permissions)];
}

describe("who may write", () => {
  it("is admins, and whoever has the permission, where nothing is set", () => {
    expect(scopes({}, "org:admin")).toEqual(both);
    expect(scopes({}, "org:member", ["org:billing:manage"])).toEqual(both);
    expect(scopes({}, "org:member")).toEqual(["billing:read"]);
  });

  it("is the roles and permissions that are set, and no others", () => {
    const set = { MAY_WRITE: "org:treasurer, org:money:spend" };
    expect(scopes(set, "org:treasurer")).toEqual(both);
    expect(scopes(set, "org:member", ["org:money:spend"])).toEqual(both);
    expect(scopes(set, "org:admin", ["org:billing:manage"])).toEqual(["billing:read"]);
  });
});

describe("who may read", () => {
  it("is every member where nothing is set", () => {
    expect(scopes({}, "org:guest")).toEqual(["billing:read"]);
  });

  it("is the roles and permissions that are set, and whoever may write", () => {
    const set = { MAY_READ: "org:auditor,org:money:see" };
    expect(scopes(set, "org:auditor")).toEqual(["billing:read"]);
    expect(scopes(set, "org:member", ["org:money:see"])).toEqual(["billing:read"]);
    expect(scopes(set, "org:admin")).toEqual(both);
    expect(scopes(set, "org:member")).toEqual([]);
  });
});

it.each(["admin", "org:", "org:a:b:c", "*", ","])("%j is set in vain, and refused", (MAY_WRITE) => {
  expect(environment.safeParse({ MAY_WRITE }).success).toBe(false);
});
