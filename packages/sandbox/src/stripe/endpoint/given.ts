/** What was left out changes nothing. */
export type Given<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

export function given<Fields extends object>(fields: Fields): Given<Fields> {
  const some: Given<Fields> = { ...fields };
  for (const name in some) if (some[name] === undefined) delete some[name];
  return some;
}
