import { ACCESS, apiKeyWords, EXPIRY } from "./api-key-words.ts";
import { ApiKeySecret } from "./api-key-secret.tsx";
import { asRefusal } from "../refusal.ts";
import { RefusalNotice } from "../refusal-notice.tsx";
import { trpc } from "../trpc.ts";
import { useAskAgain } from "../use-ask-again.ts";

export function NewApiKey() {
  const onSuccess = useAskAgain();
  const { mutate, data, error, isPending, reset } = trpc.billing.apiKeys.create.useMutation({
    onSuccess,
    // The secret is nowhere once it was put away.
    gcTime: 0,
  });
  if (data) return <ApiKeySecret secret={data.secret} onDone={reset} />;
  return (
    <form
      className="portico-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending) mutate(wishIn(new FormData(event.currentTarget)));
      }}
    >
      <p className="portico-hint">{apiKeyWords.promise}</p>
      {error && <RefusalNotice refusal={asRefusal(error)} onClose={reset} />}
      <label>
        {apiKeyWords.name}
        <input name="name" required maxLength={80} autoComplete="off" />
      </label>
      <Choice name="access" label={apiKeyWords.access} options={ACCESS} />
      <Choice name="expiry" label={apiKeyWords.expiry} options={EXPIRY} />
      <button className="portico-button" aria-disabled={isPending} aria-busy={isPending}>
        {isPending ? apiKeyWords.creating : apiKeyWords.create}
      </button>
    </form>
  );
}

interface Options {
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
}

function Choice({ name, label, options }: Options) {
  return (
    <label>
      {label}
      <select name={name}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

function wishIn(form: FormData) {
  const access = ACCESS.find(({ value }) => value === form.get("access")) ?? ACCESS[1];
  const name = form.get("name");
  const days = Number(form.get("expiry"));
  return {
    name: typeof name === "string" ? name : "",
    scopes: [...access.scopes],
    ...(Number.isInteger(days) && { expiresInDays: days }),
  };
}
