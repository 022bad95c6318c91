import { number } from "./number.ts";

/** 3, "letter" -> "3 letters" */
export function count(many: number, one: string, several = `${one}s`): string {
  return `${number(many)} ${many === 1 ? one : several}`;
}
