-- By which request a webhook got its secret: the same request again makes no further one.
alter table webhooks_endpoints add column renewal uuid;
