// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

/** The closed list of purpose categories, each with the class its messages belong to. */
public enum Category {
    DIRECT_MARKETING(MessageClass.MARKETING),
    PROFILING(MessageClass.PROFILING),
    SURVEY(MessageClass.SURVEY),
    COOKIE(MessageClass.COOKIE),
    AD_AUDIENCE(MessageClass.MARKETING),
    DISCLOSURE(MessageClass.DISCLOSURE),
    AI_PROCESSING(MessageClass.AI_PROCESSING),
    PUBLICATION(MessageClass.PUBLICATION),
    SERVICE(MessageClass.SERVICE),
    STATUTORY(MessageClass.STATUTORY);

    private final MessageClass messageClass;

    Category(MessageClass messageClass) {
        this.messageClass = messageClass;
    }

    /** Returns the class a message for a purpose of this category belongs to. */
    public MessageClass messageClass() {
        return messageClass;
    }
}
