"""
Directives in the places that a published edition of GraphQL has for them.

The library is ahead of the standard: its `@deprecated` may stand on directives too. Clients that print what
introspection says, as code generators do, cannot read that back.
"""

from graphql import DirectiveLocation, GraphQLDirective

DRAFTS = {DirectiveLocation.DIRECTIVE_DEFINITION, DirectiveLocation.FRAGMENT_VARIABLE_DEFINITION}


def published(directive: GraphQLDirective) -> GraphQLDirective:
    """A directive without the places that stand in drafts only."""
    locations = [location for location in directive.locations if location not in DRAFTS]
    if len(locations) == len(directive.locations):
        return directive
    return GraphQLDirective(
        directive.name, locations, directive.args, directive.is_repeatable, description=directive.description
    )
