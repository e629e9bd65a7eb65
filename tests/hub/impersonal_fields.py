"""Fields that hold nothing about a person, by model; all others have a line.

Think before you add one here: hub/privacy.py says what a line is.
"""

IMPERSONAL = {
    "auth.Group": "name permissions",
    "auth.Permission": "name content_type codename",
    "contenttypes.ContentType": "app_label model",
    "django_tasks_database.DBTaskResult": (
        "id status enqueued_at started_at finished_at args_kwargs priority task_path "
        "worker_ids queue_name backend_name run_after return_value "
        "exception_class_path traceback"
    ),
    "events.Event": (
        "slug kind format is_course hosts districts themes audiences languages "
        "is_free price_da price_en bring_da bring_en access_da access_en "
        "interpreter_days online_url image image_alt_da image_alt_en scene title_da "
        "title_en summary_da summary_en sign_up sign_up_url opens_at "
        "closes_hours_before asks_organisation asks_access_needs asks_diet "
        "largest_party confirmation_da confirmation_en offer_hours reminder_hours "
        "introduces_space introduces_kind rule status version publish_at published_at "
        "cancelled_at note_da note_en suggested_by created_at changed_at is_example"
    ),
    "events.EventIndexPage": (
        "standfirst in_short listing_image listing_image_alt scene danish_changed_at"
    ),
    "events.EventPage": (
        "standfirst in_short listing_image listing_image_alt scene danish_changed_at "
        "event body"
    ),
    "events.Occurrence": (
        "event starts_at ends_at space place street postcode town setup_minutes "
        "teardown_minutes seats status former_starts_at former_ends_at note_da "
        "note_en closure booking loss_told_at rule_date is_detached uid sequence "
        "changed_at"
    ),
    "events.PlacesChange": "seats changed_at changes",
    "events.Seats": "capacity held_back waiting_places taken",
    "events.Signup": (
        "seats holds_places state_until waiting_since version moved_at confirmed_at "
        "is_by_hand reminded_at needs_told_at anonymised_at key"
    ),
    "home.DistrictIndexPage": (
        "standfirst in_short listing_image listing_image_alt scene danish_changed_at"
    ),
    "home.DistrictPage": (
        "standfirst in_short listing_image listing_image_alt scene danish_changed_at "
        "district body"
    ),
    "home.GuidanceIndexPage": (
        "standfirst in_short listing_image listing_image_alt scene danish_changed_at "
        "situations"
    ),
    "home.GuidancePage": (
        "standfirst in_short listing_image listing_image_alt scene danish_changed_at "
        "question body checklist laws documents recommendation kept_by reviewed_on "
        "review_by"
    ),
    "home.HomePage": (
        "standfirst in_short listing_image listing_image_alt scene danish_changed_at "
        "hero_text strategy_heading strategy_text strategy_page"
    ),
    "home.Proposal": (
        "slug asked_of recommendation order title_da title_en text_da text_en answer "
        "status owner_da owner_en target_on last_entry_on is_example"
    ),
    "home.ProposalEntry": (
        "proposal happened_on text_da text_en source_da source_en source_url answer "
        "status added_on"
    ),
    "home.RecommendationPage": (
        "standfirst in_short listing_image listing_image_alt scene danish_changed_at "
        "number body"
    ),
    "home.StandardPage": (
        "standfirst in_short listing_image listing_image_alt scene danish_changed_at "
        "body"
    ),
    "home.TrackerPage": (
        "standfirst in_short listing_image listing_image_alt scene danish_changed_at "
        "body"
    ),
    "hub.Audience": "name_da name_en slug",
    "hub.ClockJob": "name next_at last_started_at last_finished_at error",
    "hub.Consent": (
        "story language link_until seen_revision seen_language seen_words end_told_at "
        "also_ended"
    ),
    "hub.Department": "name_da name_en short is_active",
    "hub.District": (
        "name_da name_en slug official postcodes committee_da committee_en "
        "committee_url"
    ),
    "hub.HubImage": (
        "collection width height created_at focal_point_x focal_point_y "
        "focal_point_width focal_point_height file_size file_hash tags"
    ),
    "hub.OfferKind": "name_da name_en slug",
    "hub.Organisation": (
        "name slug cvr legal_form pitch_da pitch_en purpose_da purpose_en about_da "
        "about_en offers_da offers_en founded_on size_band website logo is_rsv "
        "rsv_checked_on state is_confirmed is_example changed_at last_confirmed_at "
        "listed_on reminded_on reminders districts offer_kinds"
    ),
    "hub.OrganisationGoal": "organisation goal",
    "hub.OrganisationImpactArea": "organisation area",
    "hub.OutgoingMail": "from_email next_at attempts",
    "hub.Rendition": "filter_spec file width height focal_point_key image",
    "hub.SiteSettings": (
        "name tagline_da tagline_en run_by_da run_by_en paid_by_da paid_by_en cvr "
        "data_controller protection_officer phone phone_hours_da phone_hours_en email "
        "secure_post_url secure_post_da secure_post_en address opening_hours_da "
        "opening_hours_en was_url reply_days keep_contacts_months keep_refused_months "
        "keep_invoices_years keep_log_months notice_da notice_en notice_from "
        "notice_until is_example"
    ),
    "hub.Theme": "name_da name_en slug scene",
    "hub.TranslationHandover": "page handed_over_at",
    "socialaccount.SocialApp": (
        "provider provider_id name client_id secret key settings"
    ),
    "search.Entry": (
        "kind key language written_in stamp title names summary text url place at "
        "ends_at marks weight is_example since new_at"
    ),
    "search.Follower": "key told_until",
    "search.Lookup": "on language words times in_vain_times",
    "search.Promotion": "language words page order",
    "search.SpaceWatch": "key asked_at confirmed_at free seen looks told told_at",
    "search.Synonyms": "language words",
    "search.Word": "language word root shown entries length first last",
    "spaces.AccessFact": "venue space feature answer note_da note_en",
    "spaces.AccessNotice": "venue space text_da text_en shown_from shown_until told",
    "spaces.Booking": (
        "reference batch key place space starts_at ends_at state version sequence "
        "language people food is_by_staff price_group price_ore market_price_ore "
        "confirmed_price_ore legal_basis_da legal_basis_en invoiced_at created_at "
        "held_until sent_at answer_by is_late_told decided_at reminded_at house_rules "
        "reason entry introduction_at is_cancelled_late is_forgotten is_example"
    ),
    "spaces.BookingEvent": (
        "booking event from_state to_state actor reason starts_at ends_at happened_at"
    ),
    "spaces.Closure": "kind starts_at ends_at reason_da reason_en closed_at spaces",
    "spaces.Export": "rows",
    "spaces.Feature": "name_da name_en slug",
    "spaces.HouseRules": "venue version text_da text_en written_at",
    "spaces.Occupancy": (
        "space booking closure blocked_from blocked_until is_blocking expires_at"
    ),
    "spaces.OpeningHours": "venue space weekday opens closes valid_from valid_until",
    "spaces.Price": (
        "space group ore_per_hour legal_basis_da legal_basis_en valid_from"
    ),
    "spaces.RoomOffer": (
        "kind empty_since empty_until language state sent_at answer_by is_late_told "
        "answered_at venue key"
    ),
    "spaces.Space": (
        "venue name_da name_en slug line_da line_en kind plan capacity area_m2 "
        "start_interval_minutes shortest_minutes longest_minutes notice_hours "
        "horizon_days buffer_before_minutes buffer_after_minutes "
        "cancellation_notice_hours quota_hours_per_month approval "
        "requires_introduction key_da key_en is_open changed_at is_example features "
        "parts"
    ),
    "spaces.SpaceIndexPage": (
        "standfirst in_short listing_image listing_image_alt scene danish_changed_at "
        "who_may_borrow definition_page"
    ),
    "spaces.SpacePage": (
        "standfirst in_short listing_image listing_image_alt scene danish_changed_at "
        "space body"
    ),
    "spaces.UnmetSearch": (
        "searched_on kind district wanted_from wanted_until people more"
    ),
    "spaces.Venue": (
        "name_da name_en slug street postcode town latitude longitude district "
        "stop_da stop_en way_in_da way_in_en owner is_open_on_holidays key_da key_en "
        "checked_on asked_to_check_on is_example"
    ),
    "stories.StoryArea": "story area",
    "stories.StoryDistrict": "story district",
    "stories.StoryGoal": "story goal",
    "stories.StoryIndexPage": (
        "standfirst in_short listing_image listing_image_alt scene danish_changed_at"
    ),
    "stories.StoryPage": (
        "scene danish_changed_at action_heading action_text action_label action_page "
        "organisation theme pinned published_on is_for_business"
    ),
    "stories.ProfileRequest": (
        "kind organisation language state sent_at answer_by is_late_told answered_at "
        "key"
    ),
    "stories.OrganisationIndexPage": (
        "standfirst in_short listing_image listing_image_alt scene danish_changed_at"
    ),
    "stories.ProfileMessage": "organisation language sent_at went_to_hub key",
    "stories.Nomination": (
        "district language nominee_language state version sent_at answer_by "
        "is_late_told contacted_at moved_at story key"
    ),
    "stories.TakenDown": "path story taken_down_at",
    "taggit.Tag": "name slug",
    "taggit.TaggedItem": "tag content_type object_id",
    "wagtail_localize.LocaleSynchronization": "locale sync_from",
    "wagtail_localize.OverridableSegment": "source context order data_json",
    "wagtail_localize.RelatedObjectSegment": "source context order object",
    "wagtail_localize.SegmentOverride": (
        "locale context created_at updated_at data_json has_error field_error"
    ),
    "wagtail_localize.String": "locale data_hash data",
    "wagtail_localize.StringSegment": "source context order string attrs",
    "wagtail_localize.StringTranslation": (
        "translation_of locale context data translation_type tool_name created_at "
        "updated_at has_error field_error"
    ),
    "wagtail_localize.Template": "uuid template template_format string_count",
    "wagtail_localize.TemplateSegment": "source context order template",
    "wagtail_localize.TranslatableObject": "translation_key content_type",
    "wagtail_localize.Translation": (
        "uuid source target_locale created_at translations_last_updated_at "
        "destination_last_updated_at enabled"
    ),
    "wagtail_localize.TranslationContext": "object path_id path field_path",
    "wagtail_localize.TranslationLog": "source locale created_at revision",
    "wagtail_localize.TranslationSource": (
        "object specific_content_type locale object_repr content_json schema_version "
        "created_at last_updated_at"
    ),
    "wagtailadmin.EditingSession": "content_type object_id last_seen_at is_editing",
    "wagtailadmin.FormState": "content_type object_id parent_object_id last_updated_at",
    "wagtailcore.Collection": "path depth numchild name",
    "wagtailcore.CollectionViewRestriction": (
        "restriction_type password collection groups"
    ),
    "wagtailcore.Comment": (
        "page contentpath position created_at updated_at revision_created resolved_at"
    ),
    "wagtailcore.CommentReply": "comment created_at updated_at",
    "wagtailcore.GroupApprovalTask": "groups",
    "wagtailcore.GroupCollectionPermission": "group collection permission",
    "wagtailcore.GroupPagePermission": "group page permission",
    "wagtailcore.GroupSitePermission": "group site permission",
    "wagtailcore.Locale": "language_code",
    "wagtailcore.ModelLogEntry": (
        "content_type action timestamp uuid revision content_changed deleted object_id"
    ),
    "wagtailcore.Page": (
        "path depth numchild translation_key locale latest_revision live "
        "has_unpublished_changes first_published_at last_published_at live_revision "
        "go_live_at expire_at expired locked locked_at title draft_title slug "
        "content_type url_path latest_revision_created_at alias_of show_in_menus "
        "seo_title search_description"
    ),
    "wagtailcore.PageLogEntry": (
        "content_type label action timestamp uuid revision content_changed deleted page"
    ),
    "wagtailcore.PageSubscription": "page comment_notifications",
    "wagtailcore.PageViewRestriction": "restriction_type password page groups",
    "wagtailcore.ReferenceIndex": (
        "content_type base_content_type object_id to_content_type to_object_id "
        "model_path content_path content_path_hash"
    ),
    "wagtailcore.Revision": (
        "content_type base_content_type object_id created_at object_str content "
        "approved_go_live_at"
    ),
    "wagtailcore.Site": "hostname port site_name root_page is_default_site",
    "wagtailcore.Task": "name content_type active",
    "wagtailcore.TaskState": (
        "workflow_state revision task status started_at finished_at content_type"
    ),
    "wagtailcore.UploadedFile": "for_content_type",
    "wagtailcore.Workflow": "name active",
    "wagtailcore.WorkflowContentType": "content_type workflow",
    "wagtailcore.WorkflowPage": "page workflow",
    "wagtailcore.WorkflowState": (
        "content_type base_content_type object_id workflow status created_at "
        "current_task_state"
    ),
    "wagtailcore.WorkflowTask": "sort_order workflow task",
    "wagtaildocs.Document": "collection title file created_at file_size file_hash tags",
    "wagtailembeds.Embed": (
        "url max_width hash type html title author_name provider_name thumbnail_url "
        "width height last_updated cache_until"
    ),
    "wagtailimages.Image": (
        "collection title file description width height created_at focal_point_x "
        "focal_point_y focal_point_width focal_point_height file_size file_hash tags"
    ),
    "wagtailimages.Rendition": "filter_spec file width height focal_point_key image",
    "wagtailredirects.Redirect": (
        "old_path site is_permanent redirect_page redirect_page_route_path "
        "redirect_link automatically_created created_at"
    ),
}
