"""What Wagtail does with an approved page; read before there are any models."""


def publish_approved(workflow_state, user=None) -> None:
    """Publish what was approved, unless it was changed meanwhile and lacks something.

    The setting WAGTAIL_FINISH_WORKFLOW_ACTION; it stays a draft then.
    """
    from wagtail.workflows import publish_workflow_state  # noqa: PLC0415 -- see above

    from hub.publishing import missing_in_newest  # noqa: PLC0415

    if not missing_in_newest(workflow_state.content_object):
        publish_workflow_state(workflow_state, user=user)
