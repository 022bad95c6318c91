export { count } from "./count.ts";
export { day, minute } from "./dates.ts";
export { money } from "./money.ts";
export { number } from "./number.ts";
export { paymentMethodInWords } from "./payment-method-in-words.ts";
