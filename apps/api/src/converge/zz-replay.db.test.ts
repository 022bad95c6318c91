import { openTestDatabase } from "@portico/db/testing";
import { expect, it } from "vitest";
import { openStage } from "./stage.ts";

const drawn: any = {"skew":0,"steps":[{"kind":"deliver","picks":[981908526],"again":false},{"kind":"refresh","customer":1},{"kind":"drain","troubles":[{"kind":"stale","act":{"customer":0,"move":{"kind":"card","card":"works"}}},{"kind":"slow","seconds":3}]},{"kind":"act","act":{"customer":1,"move":{"kind":"part"}}},{"kind":"act","act":{"customer":0,"move":{"kind":"join","organization":4}}},{"kind":"refresh","customer":0},{"kind":"act","act":{"customer":0,"move":{"kind":"card","card":"works"}}},{"kind":"pass","seconds":0},{"kind":"drain","troubles":[{"kind":"slow","seconds":1},{"kind":"robbed"}]},{"kind":"act","act":{"customer":0,"move":{"kind":"refund","amount":7}}}]};

it("replays", async () => {
  const database = await openTestDatabase();
  for (let at = 0; at < 150; at++) {
    const stage = await openStage(database.db, drawn);
    for (const step of drawn.steps) await stage.play(step);
    await stage.settle();
    for (const { said, truth } of await stage.compare()) expect(said, `life ${at}`).toEqual(truth);
    for (const { remembered, said } of await stage.remember()) expect(remembered, `life ${at}`).toEqual(said);
  }
  await database.close();
});
