package dev.lxdgateway.recipes;

import dev.lxdgateway.support.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A fenced block of a guide.
 *
 * @param heading the heading that it stands under
 * @param language the first word of its info string
 * @param file the second one: what the reader saves it as, empty if there is none
 * @param text what stands in it
 */
record Block(String heading, String language, String file, String text) {

    private static final Pattern HEADING_OR_BLOCK = Pattern.compile(
            "^#+ (?<heading>[^\n]*)$|^```(?<language>\\w+) ?(?<file>\\S*)\n(?<text>.*?)^```$",
            Pattern.MULTILINE | Pattern.DOTALL);

    /** All of a guide, in order. */
    static List<Block> in(String guide) throws IOException {
        var heading = new StringBuilder();
        return HEADING_OR_BLOCK
                .matcher(Files.readString(Lab.root().resolve(guide)))
                .results()
                .<Block>mapMulti((found, blocks) -> {
                    if (found.group("heading") != null) {
                        heading.setLength(0);
                        heading.append(found.group("heading"));
                    } else {
                        blocks.accept(new Block(
                                heading.toString(), found.group("language"), found.group("file"), found.group("text")));
                    }
                })
                .toList();
    }
}
