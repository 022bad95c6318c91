import { Link } from "../router.tsx";

export function NotFoundPage() {
  return (
    <>
      <title>Not found · Portico</title>
      <h1 className="display">There is no page here.</h1>
      <p className="lead">Perhaps the address has a slip in it.</p>
      <Link to="/" className="portico-button">
        Go to the front page
      </Link>
    </>
  );
}
