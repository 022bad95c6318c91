// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiKeysPage } from "./api-keys-page.tsx";
import { refuse, show } from "../stand-in.tsx";
import type { ApiKeyView } from "../trpc.ts";

afterEach(cleanup);

const secret = "am_test_0123";
const ci: ApiKeyView = {
  id: "key_1",
  name: "CI",
  prefix: "am_test_",
  last4: "0123",
  scopes: ["billing:read", "billing:write"],
  status: "active",
  createdBy: "user_ada",
  createdAt: "2026-11-21T09:00:00.000Z",
  expiresAt: "2027-02-19T09:00:00.000Z",
  lastUsedAt: null,
  revokedAt: null,
};

async function fill(name: string) {
  fireEvent.change(await screen.findByLabelText("Name"), { target: { value: name } });
  fireEvent.click(screen.getByRole("button", { name: "Create key" }));
}

describe("the page about API keys", () => {
  it("says of each key what it may do, when it was used and when it ends", async () => {
    const old: ApiKeyView = {
      ...ci,
      id: "key_2",
      name: "Old",
      scopes: ["billing:read", "credits:spend"],
      status: "revoked",
      revokedAt: ci.createdAt,
    };
    show(<ApiKeysPage />, { apiKeys: () => [ci, old] });
    await screen.findByText("am_test_…0123", { selector: "li:first-child code" });
    screen.getByText("Manage billing · Never used · Expires on 19 February 2027");
    screen.getByText("Spend credits · Never used · Revoked on 21 November 2026");
    expect(screen.queryByRole("button", { name: "Revoke Old" })).toBeNull();
  });

  it("shows a new key once, and forgets it when it was kept", async () => {
    const createApiKey = vi.fn((_: unknown) => ({ secret, apiKey: ci }));
    show(<ApiKeysPage />, { createApiKey });
    await fill("CI");
    expect(await screen.findByLabelText("The new key")).toHaveProperty("value", secret);
    expect(createApiKey).toHaveBeenCalledWith({
      name: "CI",
      scopes: ["billing:read", "billing:write"],
      expiresInDays: 90,
    });
    fireEvent.click(screen.getByRole("button", { name: "I have kept it" }));
    await screen.findByLabelText("Name");
    expect(document.body.innerHTML).not.toContain(secret);
  });

  it("keeps showing a new key while the list of keys cannot be had", async () => {
    const apiKeys = vi.fn(() => [ci]);
    show(<ApiKeysPage />, { apiKeys, createApiKey: () => ({ secret, apiKey: ci }) });
    await screen.findByLabelText("Name");
    apiKeys.mockImplementation(() => refuse("UNEXPECTED"));
    await fill("CI");
    await screen.findByText(/^We could not check for changes just now/);
    expect(screen.getByLabelText("The new key")).toHaveProperty("value", secret);
  });

  it("says so where the browser does not copy, and has the key ready to be copied by hand", async () => {
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValueOnce(new Error("Not here."));
    show(<ApiKeysPage />, { createApiKey: () => ({ secret, apiKey: ci }) });
    await fill("CI");
    const shown = await screen.findByLabelText<HTMLInputElement>("The new key");
    shown.setSelectionRange(0, 0);
    fireEvent.click(screen.getByRole("button", { name: "Copy" }));
    await screen.findByRole("button", { name: "Copy it by hand" });
    expect(shown.selectionEnd).toBe(secret.length);
  });

  it("asks before it revokes", async () => {
    const revokeApiKey = vi.fn((_: unknown) => ({ id: ci.id }));
    show(<ApiKeysPage />, { apiKeys: () => [ci], revokeApiKey });
    fireEvent.click(await screen.findByRole("button", { name: "Revoke CI" }));
    expect(revokeApiKey).not.toHaveBeenCalled();
    const really = screen.getByRole("button", { name: "Revoke it" });
    expect(document.activeElement).toBe(really);
    fireEvent.click(really);
    await expect.poll(() => revokeApiKey.mock.calls).toEqual([[{ id: "key_1" }]]);
  });

  it("says why a key could not be made", async () => {
    show(<ApiKeysPage />, { createApiKey: () => refuse("TOO_MANY_REQUESTS") });
    await fill("CI");
    expect((await screen.findByRole("alert")).textContent).toContain("That was too often.");
  });

  it("tells who may not see keys whom to ask", async () => {
    show(<ApiKeysPage />, { apiKeys: () => refuse("NOT_ALLOWED") });
    expect((await screen.findByRole("alert")).textContent).toContain(
      "Only administrators may see this.Ask an administrator",
    );
    expect(screen.queryByLabelText("Name")).toBeNull();
  });
});
