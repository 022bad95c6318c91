import { whatHappened } from "@portico/db";
import { type Asked, type Command, sayJson } from "../command.ts";
import type { Settings } from "../env.ts";
import { type Operator, withOperator } from "../open-operator.ts";

export const doctorCommands = {
  doctor: {
    does: "looks at everything, says what is wrong and what to do",
    options: ["json"],
    run: askDoctor,
  },
} satisfies Record<string, Command>;

type Looking = Awaited<ReturnType<Operator["ask"]["doctor"]["query"]>>;
type Examined = Looking extends AsyncIterable<infer One> ? One : never;

/** Shows each thing as it was looked at. What only may be worth knowing is no failure. */
async function askDoctor(settings: Settings, { json }: Asked): Promise<number> {
  const examined: Examined[] = [];
  const tell = (one: Examined) => {
    examined.push(one);
    if (!json) console.log(inWords(one));
  };
  await withOperator(settings, async (ask) => {
    for await (const one of await ask.doctor.query()) tell(one);
  }).catch((error: unknown) => tell(notEven(error)));
  if (json) sayJson(examined);
  return examined.some(({ findings }) => findings.some(({ weight }) => weight === "wrong")) ? 1 : 0;
}

/** Whoever cannot even begin says why. */
function notEven(error: unknown): Examined {
  const todo = "Mend that, then ask again: portico doctor.";
  return {
    check: "everything",
    findings: [{ weight: "wrong", happened: whatHappened(error), todo }],
  };
}

function inWords({ check, findings }: Examined): string {
  if (findings.length === 0) return `✓ ${check}`;
  return findings
    .map(({ weight, happened, todo }) =>
      [`${weight === "wrong" ? "✗" : "·"} ${check}: ${happened}`, `  ${todo}`].join("\n"),
    )
    .join("\n");
}
