import { listOf, text } from "../endpoint/params.ts";

/** What is taxed by them names them by their ids. */
export const taxRatesWish = listOf(text).optional();
