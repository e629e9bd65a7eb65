"""The database gives each role what the table says, and nothing else."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
)

from hub import roles
from tests.factories import home_in


@pytest.mark.parametrize("name", roles.ROLES)
def test_the_database_equals_the_table(db, name):
    group = Group.objects.get(name=name)
    assert roles.held_by(group) == roles.granted_by(roles.ROLES[name])


def test_there_are_no_other_groups(db):
    assert set(Group.objects.values_list("name", flat=True)) == set(roles.ROLES)


def test_a_right_that_somebody_added_by_hand_is_taken_away(db):
    editors = Group.objects.get(name="Editors")
    more = Permission.objects.get(codename="delete_person")
    publish = Permission.objects.get(codename="publish_page")
    delete = Permission.objects.get(codename="delete_image")
    editors.permissions.add(more)
    GroupPagePermission.objects.create(
        group=editors, page=home_in("da").page_ptr, permission=publish
    )
    root = GroupCollectionPermission.objects.filter(group=editors)[0].collection
    GroupCollectionPermission.objects.create(
        group=editors, collection=root, permission=delete
    )
    assert roles.held_by(editors) != roles.granted_by(roles.ROLES["Editors"])
    roles.apply()
    assert roles.held_by(editors) == roles.granted_by(roles.ROLES["Editors"])


def test_a_right_that_somebody_took_is_given_back(db):
    group = Group.objects.get(name="Publishers")
    group.permissions.clear()
    GroupPagePermission.objects.filter(group=group).delete()
    roles.apply()
    assert roles.held_by(group) == roles.granted_by(roles.ROLES["Publishers"])


def test_only_publishers_and_managers_publish():
    publishing = {
        name
        for name, role in roles.ROLES.items()
        if "publish_page" in role.danish or "publish_page" in role.english
    }
    assert publishing == {"Publishers", "Hub managers"}


def test_nobody_holds_the_right_that_publishes_translations_unasked(db):
    right = Permission.objects.get(codename="submit_translation")
    assert list(right.group_set.all()) == []


def test_drafts_of_both_languages_go_through_one_workflow(db):
    workflow = Workflow.objects.get(name=roles.APPROVAL)
    pages = WorkflowPage.objects.filter(workflow=workflow)
    assert {link.page.locale.language_code for link in pages} == {"da", "en"}
    task = GroupApprovalTask.objects.get(name=roles.APPROVAL)
    assert {group.name for group in task.groups.all()} == set(roles.APPROVERS)
    assert Workflow.objects.count() == 1
