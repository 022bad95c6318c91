import { useOrganizationList } from "@clerk/clerk-react";

export function ChooseOrganization() {
  const { isLoaded, setActive, userMemberships } = useOrganizationList({
    userMemberships: { infinite: true },
  });
  if (!isLoaded || userMemberships.isLoading)
    return <div className="arriving" role="status" aria-label="Loading" />;
  if (userMemberships.data.length === 0)
    return (
      <>
        <h1 className="display">You belong to no organization yet.</h1>
        <p className="lead">
          Ask somebody who is in one to invite you. Billing belongs to organizations.
        </p>
      </>
    );
  return (
    <>
      <h1 className="display">Which organization?</h1>
      <ul className="choices">
        {userMemberships.data.map(({ organization }) => (
          <li key={organization.id}>
            <button
              type="button"
              className="portico-button"
              data-kind="quiet"
              onClick={() => void setActive({ organization: organization.id })}
            >
              {organization.name}
            </button>
          </li>
        ))}
      </ul>
      {userMemberships.hasNextPage && (
        <button
          type="button"
          className="portico-button"
          data-kind="quiet"
          onClick={userMemberships.fetchNext}
        >
          Show more
        </button>
      )}
    </>
  );
}
