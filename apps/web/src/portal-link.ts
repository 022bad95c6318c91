/** A link the browser follows with Clerk's cookie; the API answers by sending it on to the portal. */
export const portalLink = "/api/v1/operations/payment/customer-portal";
