import { runApp } from "./app";

/** What `cdktf.json` runs. */
void runApp().then((code) => {
  process.exitCode = code;
});
