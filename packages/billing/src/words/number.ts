const format = new Intl.NumberFormat("en-US");

/** 5000 -> "5,000" */
export function number(value: number): string {
  return format.format(value);
}
