import { useOrganization } from "@clerk/clerk-react";

export function People() {
  const { memberships } = useOrganization({ memberships: { infinite: true } });
  if (!memberships?.data?.length) return null;
  return (
    <section className="people" aria-labelledby="people">
      <h2 id="people">People</h2>
      <ul>
        {memberships.data.map(({ id, role, publicUserData }) => (
          <li key={id}>
            <span>
              {[publicUserData?.firstName, publicUserData?.lastName].filter(Boolean).join(" ")}
            </span>
            <span className="quiet">{publicUserData?.identifier}</span>
            <span className="quiet">{role === "org:admin" ? "Admin" : "Member"}</span>
          </li>
        ))}
      </ul>
      {memberships.hasNextPage && (
        <button
          type="button"
          className="portico-button"
          data-kind="quiet"
          onClick={memberships.fetchNext}
        >
          Show more
        </button>
      )}
    </section>
  );
}
