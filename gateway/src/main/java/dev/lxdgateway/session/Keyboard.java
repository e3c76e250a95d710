package dev.lxdgateway.session;

import dev.lxdgateway.session.Attachment.Mode;

/**
 * Who may decide who types. Anybody may stop; a writer may hand the keyboard to another; the session's owner may take it
 * back, and whoever it was taken from needs it handed over again.
 */
final class Keyboard {

    private Keyboard() {}

    /** @param owned whether {@code by} belongs to the session's owner */
    static void change(Attachment by, Attachment other, Mode to, boolean owned) {
        boolean own = by == other;
        boolean inCharge = by.isWriter() || (owned && by.mayWrite());
        boolean allowed = switch (to) {
            case WRITER -> own ? by.mayWrite() : inCharge;
            case OBSERVER -> own || (owned && by.mayWrite());
        };
        if (!allowed) {
            throw new NotAllowedException(
                    to == Mode.WRITER ? "only a writer may hand over the keyboard" : "only the owner may take it back");
        }
        boolean mayAgain =
                to == Mode.WRITER || (other.mayWrite() && other.caller().equals(by.caller()));
        other.become(to, mayAgain, by.caller());
    }
}
