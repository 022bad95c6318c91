import { type Asked, sayJson, WrongUsage } from "../command.ts";

/** The one that is to be replayed; nothing where all are. */
export function oneOrAll(command: string, what: string, { names, all }: Asked): string | undefined {
  const [id, ...more] = names;
  if (more.length > 0 || (id === undefined) !== (all === true))
    throw new WrongUsage(`"${command}" takes the id of one ${what}, or --all.`);
  return id;
}

/** As `oneOrAll`, of what is numbered. */
export function numberOrAll(command: string, what: string, asked: Asked): number | undefined {
  const id = oneOrAll(command, what, asked);
  if (id !== undefined && !/^\d+$/.test(id))
    throw new WrongUsage(`"${command}" takes the id of one ${what}, or --all.`);
  return id === undefined ? undefined : Number(id);
}

/** That there was none is wrong only where one was meant. */
export function sayReplayed(
  { all, json }: Asked,
  replayed: number,
  { done, none }: { done: string; none: string },
): number {
  if (json) sayJson({ replayed });
  else if (replayed > 0 || all) console.log(done);
  else console.error(none);
  return replayed > 0 || all ? 0 : 1;
}
