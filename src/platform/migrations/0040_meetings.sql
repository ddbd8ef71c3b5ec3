-- Every activity has its own timer and the presenter's notes; what was prepared before had neither.
update meetings_activities set prepared = '{"seconds": null, "notes": ""}'::jsonb || prepared;
