// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { AuditLogPage } from "./audit-log-page.tsx";
import { refuse, show } from "../stand-in.tsx";
import type { AuditEntry } from "../trpc.ts";

afterEach(cleanup);

const opened: AuditEntry = {
  id: 2,
  at: "2026-11-21T09:00:00.000Z",
  action: "portal.open",
  outcome: "done",
  subject: null,
  subjectName: null,
  person: "user_ada",
  personName: "Ada Lovelace",
  apiKey: null,
  apiKeyName: null,
  address: "192.0.2.7",
  requestId: "01JTBQH2FZ8K1RXC0WJ4Z9P3VM",
};
const nobody = { person: null, personName: null };

const listed = async () =>
  (await screen.findAllByRole("listitem")).map(({ textContent }) => textContent);

describe("the page about the audit log", () => {
  it("says what was done, by whom, when, from where and under which request", async () => {
    show(<AuditLogPage />, { auditLog: () => ({ entries: [opened], next: null }) });
    expect(await listed()).toEqual([
      "Opened the portal21 November 2026 at 09:00 UTCAda Lovelace · 192.0.2.7 · Request 01JTBQH2FZ8K1RXC0WJ4Z9P3VM",
    ]);
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });

  it.each<[string, Partial<AuditEntry>]>([
    ["Was not let into the portal", { outcome: "refused" }],
    ["Made an API key: CI", { action: "api_key.make", subject: "key_1", subjectName: "CI" }],
    ["Revoked an API key: key_1", { action: "api_key.revoke", subject: "key_1" }],
    ["API key CI", { ...nobody, apiKey: "key_1", apiKeyName: "CI" }],
    [
      "Changed the plan: Team, by the year",
      { action: "plan.change", subject: "team_year", subjectName: "Team, by the year" },
    ],
    ["Whoever runs this service · Request", { ...nobody, address: "operator" }],
    ["Somebody · erased · Request", { ...nobody, address: "erased" }],
    ["plan.preview: done", { action: "plan.preview" }],
  ])("says %j", async (words, changes) => {
    show(<AuditLogPage />, {
      auditLog: () => ({ entries: [{ ...opened, ...changes }], next: null }),
    });
    expect((await listed())[0]).toContain(words);
  });

  it("shows more, the older below, until there is no more", async () => {
    const asked: unknown[] = [];
    const older = { ...opened, id: 1, personName: "Bob Kahn" };
    show(<AuditLogPage />, {
      auditLog: (input) =>
        asked.push(input) > 1 ? { entries: [older], next: null } : { entries: [opened], next: 2 },
    });
    fireEvent.click(await screen.findByRole("button", { name: "Show more" }));
    await expect.poll(async () => (await listed()).length).toBe(2);
    expect(asked).toEqual([
      expect.not.objectContaining({ cursor: 2 }),
      expect.objectContaining({ cursor: 2 }),
    ]);
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });

  it("says that nothing was done yet", async () => {
    show(<AuditLogPage />);
    await screen.findByText("Nothing was done yet.");
  });

  it("tells who may not see it whom to ask", async () => {
    show(<AuditLogPage />, { auditLog: () => refuse("NOT_ALLOWED") });
    expect((await screen.findByRole("alert")).textContent).toContain(
      "Only administrators may see this.Ask an administrator",
    );
  });
});
