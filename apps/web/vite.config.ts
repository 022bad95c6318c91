import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const {
  PORT = "8787",
  WEB_PORT = "5173",
  CLERK_SANDBOX_PORT = "12112",
  CLERK_PUBLISHABLE_KEY,
} = process.env;

/** One origin for people: what is not the page is somebody else's, who learns who asked and where. */
const passTo = (port: string) => ({
  target: `http://localhost:${port}`,
  changeOrigin: false,
  xfwd: true,
});

const proxy = {
  "^/(api|trpc|v1|subscriptions|webhooks)(/|$|\\?)": passTo(PORT),
  "^/((config|openapi)\\.json|llms\\.txt|docs|health|ready)($|\\?)": passTo(PORT),
  // Real Clerk answers at its own address.
  ...(!CLERK_PUBLISHABLE_KEY && {
    "^/__clerk/": {
      ...passTo(CLERK_SANDBOX_PORT),
      rewrite: (path: string) => path.replace(/^\/__clerk/, ""),
    },
  }),
};

const serving = { host: "localhost", port: Number(WEB_PORT), strictPort: true, cors: false, proxy };

export default defineConfig({
  plugins: [react()],
  server: serving,
  preview: serving,
});
