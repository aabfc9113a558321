// What a user of jira.js 6 does with it, as its documentation shows: `driver.mjs ACTION [ARGUMENT]`. The library has no
// helper that walks a list; its documentation asks for one page.
const { createCloudClient } = await import(process.env.JIRA_JS); // an ES module, which NODE_PATH does not find

const jira = createCloudClient({
  host: process.env.JIRA_HOST,
  auth: { type: "basic", email: process.env.JIRA_EMAIL, apiToken: process.env.JIRA_API_TOKEN },
});

const actions = {
  whoami: () => jira.myself.getCurrentUser(),
  "list-projects": () => jira.projects.searchProjects(),
  "get-project": (key) => jira.projects.getProject({ projectIdOrKey: key }),
  "get-issue": (key) => jira.issues.getIssue({ issueIdOrKey: key }),
  "create-issue": (key, summary) =>
    jira.issues.createIssue({ fields: { project: { key }, issuetype: { name: "Task" }, summary } }),
  "find-user": (query) => jira.userSearch.findUsers({ query }),
  search: (jql) => jira.issueSearch.searchAndReconsileIssuesUsingJql({ jql, fields: ["summary"] }),
  "get-attachment": async (id) => (await jira.issueAttachments.getAttachmentContent({ id })).toString(),
};

async function main(action, ...parameters) {
  console.log(JSON.stringify(await actions[action](...parameters), null, 2));
}

// Node.js prints an uncaught error in the same way, but cuts it where a pipe is full.
main(...process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
