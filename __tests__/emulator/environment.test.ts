import { insideEnvironment, REGISTRY_HOSTS } from "../../src/emulator/environment";

const inside = (outside: NodeJS.ProcessEnv, more: { registry?: boolean; binaries?: string } = {}) =>
  insideEnvironment({
    outside,
    endpoint: "http://127.0.0.1:4000",
    id: "the-id",
    emptyFile: "/run/empty",
    cliConfiguration: "/run/terraform.rc",
    registry: false,
    ...more,
  });

describe("the environment of a command inside", () => {
  it("leads AWS tools to the emulator with test credentials", () => {
    expect(inside({})).toMatchObject({
      AWS_ENDPOINT_URL: "http://127.0.0.1:4000",
      AWS_ENDPOINT_URL_S3: "http://127.0.0.1:4000",
      AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:4000",
      AWS_ENDPOINT_URL_STS: "http://127.0.0.1:4000",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_CONFIG_FILE: "/run/empty",
      AWS_SHARED_CREDENTIALS_FILE: "/run/empty",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_REGION: "us-east-1",
      PLINTH_LOCAL_CLOUD: "the-id",
    });
  });

  it("keeps nothing by which a real account could be reached", () => {
    const dangerous = {
      AWS_PROFILE: "production",
      AWS_DEFAULT_PROFILE: "production",
      AWS_SESSION_TOKEN: "token",
      AWS_SECURITY_TOKEN: "token",
      AWS_ROLE_ARN: "arn:aws:iam::1:role/x",
      AWS_WEB_IDENTITY_TOKEN_FILE: "/token",
      AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://169.254.170.2/x",
      AWS_ENDPOINT_URL_LAMBDA: "https://lambda.us-east-1.amazonaws.com",
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
      AWS_USE_FIPS_ENDPOINT: "true",
    };
    const real = {
      AWS_ACCESS_KEY_ID: "AKIAREAL",
      AWS_SECRET_ACCESS_KEY: "real",
      AWS_CONFIG_FILE: "/home/me/x",
    };
    const environment = inside({ ...dangerous, ...real });
    for (const name of Object.keys(dangerous)) expect(environment).not.toHaveProperty(name);
    for (const value of Object.values(real)) expect(Object.values(environment)).not.toContain(value);
  });

  it("refuses the way to everywhere but loopback, whatever the proxies outside", () => {
    const environment = inside({
      HTTPS_PROXY: "http://proxy:3128",
      no_proxy: "*",
      NO_PROXY: ".amazonaws.com",
    });
    for (const name of ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]) {
      expect(environment[name]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(environment[name]).not.toBe(environment["AWS_ENDPOINT_URL"]);
    }
    // What is not encrypted goes to the emulator: S3 clients that put the bucket before the host need that.
    for (const name of ["HTTP_PROXY", "http_proxy"]) expect(environment[name]).toBe("http://127.0.0.1:4000");
    expect(environment["NO_PROXY"]).toBe("127.0.0.1,localhost");
    expect(environment["no_proxy"]).toBe("127.0.0.1,localhost");
  });

  it("opens the way to Terraform's registry where it is needed, and never to AWS", () => {
    expect(inside({}, { registry: true })["NO_PROXY"]).toBe(
      ["127.0.0.1", "localhost", ...REGISTRY_HOSTS].join(","),
    );
    expect(REGISTRY_HOSTS).toContain("registry.terraform.io");
    for (const host of REGISTRY_HOSTS) expect(host).not.toMatch(/amazon|aws|^\.|\*/);
  });

  it("keeps the region and other harmless settings of the user", () => {
    const environment = inside({
      AWS_REGION: "eu-west-1",
      AWS_PAGER: "",
      AWS_CA_BUNDLE: "/ca.pem",
      HOME: "/me",
    });
    expect(environment).toMatchObject({
      AWS_REGION: "eu-west-1",
      AWS_DEFAULT_REGION: "eu-west-1",
      AWS_PAGER: "",
      AWS_CA_BUNDLE: "/ca.pem",
      HOME: "/me",
    });
    expect(inside({ AWS_DEFAULT_REGION: "us-west-2" })).toMatchObject({ AWS_REGION: "us-west-2" });
  });

  it("gives Terraform our configuration, also where the user's names another", () => {
    expect(inside({ TF_CLI_CONFIG_FILE: "/gone/.terraformrc" })).toMatchObject({
      TF_CLI_CONFIG_FILE: "/run/terraform.rc",
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
    });
  });

  it("puts the chosen Terraform first on PATH and the project's tools last", () => {
    const path = inside({ PATH: "/usr/bin" }, { binaries: "/run/bin" })["PATH"]?.split(":");
    expect(path?.slice(0, 2)).toEqual(["/run/bin", "/usr/bin"]);
    expect(path?.[2]).toMatch(/node_modules\/\.bin$/);
  });
});
