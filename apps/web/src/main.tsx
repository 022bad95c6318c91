import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "@portico/react/theme.css";
import "./shell.css";
import { App } from "./app.tsx";
import { readSettings } from "./env.ts";
import { Trouble } from "./trouble.tsx";

const root = createRoot(document.getElementById("root") ?? document.body);

readSettings().then(
  (settings) =>
    root.render(
      <StrictMode>
        <App settings={settings} />
      </StrictMode>,
    ),
  (why: unknown) => {
    console.error(why);
    root.render(
      <Trouble title="The server does not answer.">
        Wait a moment, then load the page again.
      </Trouble>,
    );
  },
);
