export function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
