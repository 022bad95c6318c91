import { stripVTControlCharacters } from "node:util";

/** Prints one line per part, every failure with its reason, and the count last. The answer is the exit code. */
export function tally(parts) {
  const all = parts.flatMap(({ part, verdicts }) =>
    verdicts.map((verdict) => ({ part, ...verdict })),
  );
  const failed = all.filter(({ problem }) => problem);
  const passed = all.length - failed.length;

  console.log("");
  for (const { part, verdicts, note } of parts) {
    const bad = verdicts.filter(({ problem }) => problem).length;
    console.log(
      `${bad ? "FAILED" : "ok    "}  ${part.padEnd(34)} ${verdicts.length - bad} of ${verdicts.length}${note ? `  (${note})` : ""}`,
    );
  }
  if (failed.length) console.log("");
  for (const { part, name, problem } of failed)
    console.log(`FAILED  ${part}: ${name}: ${firstLines(problem)}`);

  console.log(`\n${passed} passed, ${failed.length} failed`);
  return passed > 0 && failed.length === 0 ? 0 : 1;
}

function firstLines(text) {
  return stripVTControlCharacters(text).split("\n").slice(0, 6).join("\n        ");
}
