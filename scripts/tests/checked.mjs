/** The verdicts of one test run, and one more when the run itself went wrong or was empty. */
export function checked(name, verdicts, { code, reason, unhandled = [] }) {
  const why = `(${reason})${firstOf(unhandled)}`;
  if (!verdicts.length) return [{ name, problem: `ran no test ${why}` }];
  const unexplained = code !== 0 && verdicts.every(({ problem }) => !problem);
  return unexplained
    ? [...verdicts, { name, problem: `every test passed, yet the run failed ${why}` }]
    : verdicts;
}

function firstOf([first, ...others]) {
  if (!first) return "";
  const { message, file } = first;
  return `, unhandled errors: ${others.length + 1}, the first${file ? ` in ${file}` : ""}: ${message}`;
}
