import { writeFileSync } from "node:fs";
import { relative } from "node:path";

/** A reporter that writes down what vitest's own JSON leaves out: errors that no test caught. */
export default class UnhandledErrors {
  onInit({ config }) {
    this.config = config;
  }

  onTestRunEnd(_modules, errors) {
    const { root, outputFile } = this.config;
    const told = errors.map(({ message, VITEST_TEST_PATH: path }) => ({
      message,
      file: path && relative(root, path),
    }));
    writeFileSync(outputFile.unhandled, JSON.stringify(told));
  }
}
