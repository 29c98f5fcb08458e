"""Whether something may apply for a BOI privilege: rules over what is on record, which read nothing themselves."""
