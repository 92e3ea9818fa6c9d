import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { type App } from "cdktf";
import { z } from "zod";
import { LogGroup } from "../../src/constructs/observability/log-group";
import { Key } from "../../src/constructs/encryption/key";
import { PlinthApp } from "../../src/core/app";
import { type Deployment } from "../../src/core/settings/deployment";
import { SystemStack } from "../../src/core/system-stack";
import { StateBackend } from "../../src/systems/state-backend/state-backend";

const settings = z.strictObject({ gateways: z.array(z.string()).default([]) });

/**
 * A system of a few resources that are made at once: some that AWS names (a key, internet gateways), one
 * that we do (a log group).
 */
class Tiny extends SystemStack {
  static readonly settings = settings;

  constructor(
    scope: App,
    id: string,
    props: { deployment: Deployment; settings: z.output<typeof settings> },
  ) {
    super(scope, id, { deployment: props.deployment, region: "us-east-1", destroyable: true });
    const key = new Key(this, "key", { purpose: "logs", description: "Encrypts logs" });
    new LogGroup(this, "log", {
      name: `/tiny/${this.nameFor(this, "log", "tiny")}`,
      key,
      retentionInDays: 365,
    });
    for (const name of props.settings.gateways) {
      new InternetGateway(this, `gateway-${name}`, { tags: { Name: this.nameFor(this, "igw", name) } });
    }
  }
}

const app = new PlinthApp();
app.add(StateBackend, "state-backend");
app.add(Tiny, "tiny");
app.synth();
