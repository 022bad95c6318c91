export { openBeside } from "./open-beside.ts";
export { readWayIn } from "./operator-file.ts";
