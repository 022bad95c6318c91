import { pathToFileURL } from "node:url";
import { z } from "zod";

/** What a module of somebody's own exports by default. */
export async function codeIn<Code>(
  file: string,
  shape: z.ZodType<Code>,
  missing: string,
): Promise<Code> {
  const read = z.object({ default: shape }).safeParse(await import(pathToFileURL(file).href));
  if (!read.success) throw new Error(`${file} ${missing}\n${z.prettifyError(read.error)}`);
  return read.data.default;
}
