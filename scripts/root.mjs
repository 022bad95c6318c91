// Tests of pages put a browser's URL in the place of the global one.
import { fileURLToPath, URL } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
