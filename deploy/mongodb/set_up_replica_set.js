// Run by mongosh --nodb after each start; does only what is missing.
const { MONGO_INITDB_ROOT_USERNAME: admin, MONGO_INITDB_ROOT_PASSWORD: adminPassword } = process.env;
const credentials = `${admin}:${encodeURIComponent(adminPassword)}`;
const member = "mongodb:27017";
const database = connect(`mongodb://${credentials}@${member}/admin?directConnection=true`);

const NOT_YET_INITIALIZED = 94;
const PRIMARY_SECONDS = 60;

try {
  database.adminCommand({ replSetGetStatus: 1 });
} catch (error) {
  if (error.code !== NOT_YET_INITIALIZED) throw error;
  database.adminCommand({ replSetInitiate: { _id: "rs0", members: [{ _id: 0, host: member }] } });
}

const deadline = Date.now() + PRIMARY_SECONDS * 1000;
while (!database.hello().isWritablePrimary) {
  if (Date.now() > deadline) throw new Error(`no primary after ${PRIMARY_SECONDS} seconds`);
  sleep(200);
}

if (database.getUser("quintet") === null) {
  database.createUser({
    user: "quintet",
    pwd: process.env.QUINTET_PASSWORD,
    roles: ["readWrite", "dbAdmin"].map((role) => ({ role, db: "quintet" })),
  });
}
print("replica set rs0 has a primary, user quintet exists");
