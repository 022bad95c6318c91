/** What clerk-js asks first; what is left out here is switched off there. */
export function environmentJson(appUrl: string) {
  const home = new URL("/", appUrl).href;
  const signIn = new URL("/sign-in", appUrl).href;
  return {
    object: "environment",
    id: "env_sandbox",
    auth_config: { object: "auth_config", id: "aconf_sandbox", single_session_mode: true },
    display_config: {
      object: "display_config",
      id: "dconf_sandbox",
      application_name: "Portico sandbox",
      instance_environment_type: "development",
      home_url: home,
      sign_in_url: signIn,
      sign_up_url: signIn,
      after_sign_in_url: home,
      after_sign_out_all_url: home,
      after_sign_out_one_url: home,
      after_leave_organization_url: home,
      preferred_sign_in_strategy: "password",
    },
    user_settings: {
      attributes: {
        email_address: { enabled: true, required: true, used_for_first_factor: true },
        password: { enabled: true, required: true },
      },
      actions: { create_organization: false, delete_self: false },
      sign_up: { mode: "restricted" },
    },
    organization_settings: {
      enabled: true,
      max_allowed_memberships: 100,
      actions: { admin_delete: false },
      domains: { enabled: false },
    },
  };
}
