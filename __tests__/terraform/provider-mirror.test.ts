import { readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import {
  cliConfiguration,
  findMirrors,
  platform,
  readMirror,
  writeCliConfiguration,
} from "../../src/terraform/provider-mirror";
import { folderWith, remove } from "./folders";

const AWS = "registry.terraform.io/hashicorp/aws";
const unpacked = `${AWS}/5.100.0/${platform()}/`;

describe("provider mirrors", () => {
  const folders: string[] = [];
  const folder = (...entries: string[]): string => {
    const made = folderWith(entries);
    folders.push(made);
    return made;
  };
  /** A machine on which nothing is found but what a test puts there. */
  const bare = { environment: {}, home: "/nowhere", cwd: "/nowhere", optionalSoftware: [], dataFolders: [] };
  afterAll(() => {
    remove(...folders);
  });

  it("finds none where there is none", async () => {
    expect(await findMirrors(bare)).toEqual([]);
  });

  it.each([
    ["~/.terraform.d/plugins", "home", ".terraform.d/plugins"],
    ["~/.local/share", "home", ".local/share/terraform/plugins"],
    ["the current folder", "cwd", "terraform.d/plugins"],
  ])("finds Terraform's own in %s", async (_, where, inside) => {
    const root = folder(`${inside}/${unpacked}`);
    const found = await findMirrors({ ...bare, [where]: root });
    expect(found.map((mirror) => mirror.folder)).toEqual([join(root, inside)]);
  });

  it("finds Terraform's own in the XDG folders", async () => {
    const [home, system] = [folder(`terraform/plugins/${unpacked}`), folder(`terraform/plugins/${unpacked}`)];
    const environment = { XDG_DATA_HOME: home, XDG_DATA_DIRS: `/nowhere:${system}` };
    const found = await findMirrors({ environment, home: "/nowhere", cwd: "/nowhere", optionalSoftware: [] });
    expect(found.map((mirror) => mirror.folder)).toEqual([
      join(home, "terraform/plugins"),
      join(system, "terraform/plugins"),
    ]);
  });

  it("finds one among optional software, by what it holds and not by its name", async () => {
    const root = folder("editor/bin/", `anything/${unpacked}`);
    const found = await findMirrors({ ...bare, optionalSoftware: [root] });
    expect(found).toEqual([{ folder: join(root, "anything"), providers: new Map([[AWS, ["5.100.0"]]]) }]);
  });

  it("passes over one that holds nothing for this platform", async () => {
    const root = folder(`mirror/${AWS}/5.100.0/plan9_mips/`);
    expect(await findMirrors({ ...bare, optionalSoftware: [root] })).toEqual([]);
  });

  it("takes the one that PLINTH_PROVIDER_MIRROR names and no other", async () => {
    const [named, other] = [folder(unpacked), folder(`other/${unpacked}`)];
    const environment = { PLINTH_PROVIDER_MIRROR: named };
    const found = await findMirrors({ ...bare, environment, optionalSoftware: [other] });
    expect(found.map((mirror) => mirror.folder)).toEqual([named]);
  });

  it("refuses a PLINTH_PROVIDER_MIRROR that is none", async () => {
    const named = folder("hashicorp/aws/");
    await expect(findMirrors({ ...bare, environment: { PLINTH_PROVIDER_MIRROR: named } })).rejects.toThrow(
      `PLINTH_PROVIDER_MIRROR is ${named}, which holds no folder registry.terraform.io`,
    );
  });

  it("reads the packed layout and the unpacked one", async () => {
    const root = folder(
      `${AWS}/5.99.0/linux_amd64/`,
      `${AWS}/terraform-provider-aws_5.100.0_linux_amd64.zip`,
      `${AWS}/terraform-provider-aws_5.101.0_darwin_arm64.zip`,
      `${AWS}/index.json`,
      "registry.terraform.io/hashicorp/random/3.7.2/linux_arm64/",
    );
    const { providers } = await readMirror(root, "linux_amd64");
    expect([...providers]).toEqual([[AWS, ["5.99.0", "5.100.0"]]]);
  });

  it.each([
    ["linux", "x64", "linux_amd64"],
    ["darwin", "arm64", "darwin_arm64"],
    ["win32", "ia32", "windows_386"],
  ])("names %s on %s as Terraform does", (os, arch, expected) => {
    expect(platform(os, arch)).toBe(expected);
  });

  it("has Terraform take from the mirror what it holds, from the registry all else", () => {
    const mirror = { folder: "/a folder/${x}", providers: new Map([[AWS, ["5.100.0"]]]) };
    expect(cliConfiguration([mirror])).toBe(`disable_checkpoint = true

provider_installation {
  filesystem_mirror {
    path    = "/a folder/$\${x}"
    include = ["${AWS}"]
  }
  direct {
    exclude = ["${AWS}"]
  }
}
`);
  });

  it("has Terraform take everything from the registry without a mirror", async () => {
    const file = await writeCliConfiguration(folder("x/"), []);
    expect(readFileSync(file, "utf8")).toBe(
      "disable_checkpoint = true\n\nprovider_installation {\n  direct {}\n}\n",
    );
  });
});

describe("provider mirrors of this process", () => {
  const { PLINTH_PROVIDER_MIRROR: before } = process.env;
  const cwd = process.cwd();
  afterEach(() => {
    process.chdir(cwd);
    if (before === undefined) delete process.env.PLINTH_PROVIDER_MIRROR;
    else process.env.PLINTH_PROVIDER_MIRROR = before;
  });

  it("are the one that its environment names, or begin with that of its folder", async () => {
    const root = realpathSync(folderWith([`terraform.d/plugins/${unpacked}`]));
    const mirror = join(root, "terraform.d/plugins");
    process.env.PLINTH_PROVIDER_MIRROR = mirror;
    expect((await findMirrors()).map(({ folder }) => folder)).toEqual([mirror]);
    delete process.env.PLINTH_PROVIDER_MIRROR;
    process.chdir(root);
    expect((await findMirrors())[0]?.folder).toBe(mirror);
    expect(
      await findMirrors({
        environment: {},
        home: "/nowhere",
        cwd: "/nowhere",
        optionalSoftware: ["/nowhere"],
      }),
    ).not.toContainEqual(expect.objectContaining({ folder: mirror }));
    process.chdir(cwd);
    remove(root);
  });
});
