import type { Ears } from "@portico/db";
import { expect, it, vi } from "vitest";
import { createChanges } from "./changes.ts";
import type { News } from "./rounds.ts";

function open() {
  let ears: (Ears & { watched(): string[] }) | undefined;
  const told: unknown[] = [];
  const changes = createChanges(
    (given) => {
      ears = given;
      return async () => {};
    },
    (error) => told.push(error),
    () => told.push("back"),
  );
  if (!ears) throw new Error("it listens from the start");
  return { ...changes, ears, told };
}

const teller = () => vi.fn((_: News) => {});

it("tells whoever watches an organization or a person, once for each that changed, and nobody else", () => {
  const { watch, ears } = open();
  const [ada, bob, linus] = [teller(), teller(), teller()];
  watch("org_acme", "user_ada", ada);
  watch("org_acme", "user_bob", bob);
  watch("org_initech", "user_linus", linus);
  ears.heard("org_acme");
  ears.heard("user_bob");
  expect(ada.mock.calls).toEqual([["changed"]]);
  expect(bob.mock.calls).toEqual([["changed"], ["changed"]]);
  expect(linus).not.toHaveBeenCalled();
});

it("takes everything for changed when it listens again", () => {
  const { watch, ears } = open();
  const ada = teller();
  watch("org_acme", "user_ada", ada);
  ears.listening();
  expect(ada).toHaveBeenCalledWith("changed");
});

it("says once that nothing is heard, however often that is tried, and once that something is again", () => {
  const { ears, told } = open();
  ears.listening();
  expect(told).toEqual([]);
  for (const error of ["gone", "still gone"]) ears.lost(error);
  for (let time = 0; time < 2; time += 1) ears.listening();
  expect(told).toEqual(["gone", "back"]);
  ears.lost("gone again");
  expect(told).toEqual(["gone", "back", "gone again"]);
});

it("watches nobody whose page is gone", () => {
  const { watch, ears } = open();
  const leave = watch("org_acme", "user_ada", teller());
  const stay = watch("org_acme", "user_bob", teller());
  leave();
  expect(ears.watched()).toEqual(["org_acme", "user_bob"]);
  stay();
  expect(ears.watched()).toEqual([]);
});

it("has room for five pages of one person and for a hundred of one organization", () => {
  const { watch } = open();
  for (let page = 0; page < 5; page += 1) watch("org_acme", "user_ada", teller());
  expect(() => watch("org_acme", "user_ada", teller())).toThrow("too many places");
  for (let person = 5; person < 100; person += 1) watch("org_acme", `user_${person}`, teller());
  expect(() => watch("org_acme", "user_bob", teller())).toThrow("too many places");
  watch("org_umbrella", "user_bob", teller());
});

it("is over for everybody when it stops, and at once for whoever comes later", async () => {
  const { watch, stop } = open();
  const [early, late] = [teller(), teller()];
  watch("org_acme", "user_ada", early);
  await stop();
  watch("org_acme", "user_ada", late);
  expect(early).toHaveBeenCalledWith("over");
  expect(late).toHaveBeenCalledWith("over");
});
