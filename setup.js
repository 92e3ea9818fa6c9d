// Jest's set-up: cdktf's matchers (toHaveResource, toBeValidTerraform, ...).
const { Testing } = require("cdktf");

Testing.setupJest();
