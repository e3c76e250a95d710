package dev.lxdgateway.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a rule holds. What is not given holds always. Of a session that runs, its command counts.
 *
 * @param uids user ids to run as
 * @param gids group ids to run as; the same as the user ids unless given
 * @param commands what may be run
 * @param environment names of variables that may be set; those of {@link #HARMLESS} unless given where the command is limited
 * @param interactive whether in a terminal
 * @param networks where the caller is
 */
@JsonInclude(Include.NON_NULL)
record Conditions(
        @Nullable List<IdRange> uids,
        @Nullable List<IdRange> gids,
        @Nullable List<ArgvPattern> commands,
        @Nullable Names environment,
        @Nullable Boolean interactive,
        @Nullable List<Network> networks) {

    /** What makes no program do something else. */
    static final Names HARMLESS = new Names(List.of("TERM", "COLORTERM", "LANG", "LANGUAGE", "LC_*", "TZ"));

    static final Conditions ALWAYS = new Conditions(null, null, null, null, null, null);

    Conditions {
        uids = copy(uids);
        gids = gids == null ? uids : copy(gids);
        commands = copy(commands);
        networks = copy(networks);
    }

    private static <T> @Nullable List<T> copy(@Nullable List<T> list) {
        return list == null ? null : List.copyOf(list);
    }

    Match match(Ask ask, @Nullable Template template) {
        // nothing is run where one only looks at the list
        return ask.verb() == Verb.LIST
                ? from(ask.source())
                : Match.all(from(ask.source()), runs(ask.command(), template));
    }

    private Match from(@Nullable String source) {
        if (networks == null) {
            return Match.YES;
        }
        return source == null
                ? Match.UNKNOWN
                : Match.of(networks.stream().anyMatch(network -> network.includes(source)));
    }

    private Match runs(@Nullable Command command, @Nullable Template template) {
        boolean limited = commands != null || template != null;
        if (!limited && uids == null && gids == null && environment == null && interactive == null) {
            return Match.YES;
        }
        if (command == null) {
            return Match.UNKNOWN;
        }
        return Match.all(
                Match.of(includes(uids, command.user()) && includes(gids, command.group())),
                Match.of(interactive == null || interactive == command.interactive()),
                Match.of(commands == null || commands.stream().anyMatch(pattern -> pattern.matches(command.argv()))),
                Match.of(template == null || (template.matches(command.argv()) && command.cwd() == null)),
                Match.of(mayBeSet(command, limited)));
    }

    private boolean mayBeSet(Command command, boolean limited) {
        var names = environment == null && limited ? HARMLESS : environment;
        return names == null || command.variables().stream().allMatch(names::include);
    }

    private static boolean includes(@Nullable List<IdRange> ranges, long id) {
        return ranges == null || ranges.stream().anyMatch(range -> range.includes(id));
    }
}
