/** Something a person can put right: said in words, without a stack. */
export class Problem extends Error {}
