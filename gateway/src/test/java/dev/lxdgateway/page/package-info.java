@NullMarked
package dev.lxdgateway.page;

import org.jspecify.annotations.NullMarked;
