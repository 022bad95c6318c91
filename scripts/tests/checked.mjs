/** The verdicts of one test run, and one more when the run itself went wrong or was empty. */
export function checked(name, verdicts, { code, reason }) {
  if (!verdicts.length) return [{ name, problem: `ran no test (${reason})` }];
  const unexplained = code !== 0 && verdicts.every(({ problem }) => !problem);
  return unexplained
    ? [...verdicts, { name, problem: `every test passed, yet the run failed (${reason})` }]
    : verdicts;
}
