// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import java.util.List;
import java.util.stream.Stream;

/** One row in each table with a tenant column. A new table fails its test until it has one here. */
final class SeedRows {

    private static final String SUBJECT = "'sub_00000000000000000000000001'";
    private static final String UUID = "'01935d3e-0000-7000-8000-000000000001'";
    private static final List<String> ROWS = List.of(
            "identity_domain VALUES ($tenant, $uuid, now())",
            "catalogue_entry VALUES ($tenant, 'partner', 'p', 1, '1', '{}', now(), 'tool')",
            "subject VALUES ($tenant, $subject, $uuid, 'LIVE', null, 1, 2, '{}', 1, '3', now())",
            "subject_key VALUES ($tenant, $subject, '\\x00')",
            "identifier VALUES ($tenant, 1, sha256('x'), $uuid, 'EMAIL', $subject, 1, 1, '3', now())",
            "identifier_move VALUES ($tenant, $subject, 9, $subject, 1, now())",
            "vault_identifier VALUES ($tenant, $subject, 1, '\\x00')",
            "vault_disclosure VALUES ($tenant, $uuid, $subject, '\\x00')",
            "disclosure_destroyed VALUES ($tenant, $uuid, now())",
            "consent_record VALUES ($tenant, $uuid, $subject, $uuid, 'c', 'p', null, null, 'GIVEN', '{}', null, now(),"
                    + " now())",
            "journal (tenant, epoch, event_id, kind, payload, recorded_at)"
                    + " VALUES ($tenant, 1, $uuid, 'catalogue.partner', '{}', now())",
            "idempotency VALUES ($tenant, 'tool', 'k', '\\x00', 201, 'text/plain', null, '\\x00', null, now() -"
                    + " interval '2 days')",
            "act_memory VALUES ($tenant, 'c', 'tool', '\\x00', now())",
            "deadline VALUES ($tenant, $uuid, $subject, now() + interval '9 years', null)",
            "callback_request VALUES ($tenant, $uuid, $subject, 'c', now())",
            "contact_count VALUES ($tenant, $subject, 'c', 'EMAIL', current_date, 1)",
            "receipt VALUES ($tenant, $uuid, $subject, 'c', 'fi', ARRAY[$uuid::uuid], now())",
            "suppression_list VALUES ($tenant, 'phone:c', 'c', 'a', true, false, 0, null, null, now())",
            "suppression_entry VALUES ($tenant, 'own:c', '-', 'a3f', 1, sha256('x'), 'MANUAL', now())",
            "suppression_block VALUES ($tenant, 'own:c', '-', 'a3f', $uuid)",
            "rights_request VALUES ($tenant, $uuid, 'c', '{}', 'ACCESS', 'PENDING', 'tool', now(), now(), now(), null,"
                    + " null)",
            "ledger_entry VALUES ($tenant, $uuid, 'c', 'PARTNER', 'p', null, '{}', null, 'tool', now(), now())",
            "ledger_subject VALUES ($tenant, $subject, $uuid)",
            "recipient_notice VALUES ($tenant, $uuid, $uuid, 'ERASURE', 'c', 'PARTNER', 'p', null, '{}', null, now(),"
                    + " now(), null, null)",
            "notice_change VALUES ($tenant, $uuid, 'n', '2', '{c}', true, 'tool', now(), now(), 'DONE', '', 0)",
            "notice_change_person VALUES ($tenant, $uuid, $subject, 'COUNTED', 0, now(), now())",
            "call_session VALUES ($tenant, $uuid, 'c', $subject, '\\x00', 'tool', 'n', '1', 'fi', '{}', now(), now(), now(), null, null)",
            "succession VALUES ($tenant, $uuid, 'c', 'd', 'tool', now(), 0, '0', 0, null)",
            "succession_carried VALUES ($tenant, $uuid, $subject, $uuid, now())",
            "mailbox_cursor VALUES ($tenant, 'koe', 1, 1, now())",
            "departure VALUES ($tenant, $uuid, 'c', 'DELETE', 'made up for this test', 'tool', 'officer-1', now(), now(), now(), now(),"
                    + " null, null, null, null, null, null, 0)",
            "sealed_proof VALUES ($tenant, $uuid, 'c', $uuid, $uuid, '\\x00', '\\x00', now(), now() + interval '3"
                    + " years')",
            "retention_policy VALUES ($tenant, 'c', 'EVIDENCE', 1, 'P3Y', 'made up for this test', 'tool', now())",
            "proof_opening VALUES ($tenant, $uuid, 'c', $uuid, 'KKO 1', 'officer-1', now(), null, null)",
            "job VALUES ($tenant, $uuid, 'IMPORT', 'c', 'tool', 'DONE', null, '{}', now(), now())",
            "import_job VALUES ($tenant, $uuid, 'k', false, null, $subject, null, 1, 1, 0, null)",
            "import_block VALUES ($tenant, $uuid, 0, null, null)",
            "outgoing_mail VALUES ($tenant, $uuid, $subject, '\\x00', 'SENT', now(), now())");

    private SeedRows() {}

    static List<String> of(String tenant) {
        Stream<String> inserts = ROWS.stream()
                .map(row -> "INSERT INTO "
                        + row.replace("$tenant", "'" + tenant + "'")
                                .replace("$uuid", UUID)
                                .replace("$subject", SUBJECT)
                        + " ON CONFLICT DO NOTHING");
        return inserts.toList();
    }
}
