{{- define "lxd-gateway.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 50 | trimSuffix "-" }}
{{- end }}

{{- define "lxd-gateway.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" }}
{{- else if contains (include "lxd-gateway.name" .) .Release.Name }}
{{- .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "lxd-gateway.name" .) | trunc 50 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "lxd-gateway.selectorLabels" -}}
app.kubernetes.io/name: {{ include "lxd-gateway.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "lxd-gateway.podSelectorLabels" -}}
{{ include "lxd-gateway.selectorLabels" . }}
app.kubernetes.io/component: gateway
{{- end }}

{{- define "lxd-gateway.labels" -}}
{{ include "lxd-gateway.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "lxd-gateway.serviceAccountName" -}}
{{- default (ternary (include "lxd-gateway.fullname" .) "default" .Values.serviceAccount.create) .Values.serviceAccount.name }}
{{- end }}

{{- define "lxd-gateway.image" -}}
{{- with .Values.image -}}
{{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ default $.Chart.AppVersion .tag }}{{ end }}
{{- end }}
{{- end }}

{{/* "90s", "5m" or "2h" as a number of seconds. */}}
{{- define "lxd-gateway.seconds" -}}
{{- $unit := dict "s" 1 "m" 60 "h" 3600 -}}
{{- mul (trimSuffix (substr (sub (len .) 1 | int) (len .) .) . | int) (get $unit (substr (sub (len .) 1 | int) (len .) .)) }}
{{- end }}

{{/* The longest shutdown: propagation, drain, three steps of the ladder, and 35 seconds for slow clients, records and the audit. */}}
{{- define "lxd-gateway.gracePeriod" -}}
{{- with .Values.rollout }}
{{- $grace := include "lxd-gateway.seconds" .hangupGrace | int }}
{{- add (include "lxd-gateway.seconds" .propagation) (include "lxd-gateway.seconds" .drainTimeout) (mul 3 $grace) 35 }}
{{- end }}
{{- end }}

{{/* The names of the properties in a map of YAML, one a line; only those without a placeholder if literal. */}}
{{- define "lxd-gateway.propertyNames" -}}
{{- $prefix := .prefix }}
{{- range $key, $value := .value }}
{{- $name := printf "%s%s" $prefix $key }}
{{- if kindIs "map" $value }}
{{- include "lxd-gateway.propertyNames" (dict "prefix" (printf "%s." $name) "value" $value "literal" $.literal) }}
{{- else if not (and $.literal (hasPrefix "${" (toString $value))) }}
{{- printf "%s\n" $name }}
{{- end }}
{{- end }}
{{- end }}

{{- define "lxd-gateway.hasTls" -}}
{{- include "lxd-gateway.propertyNames" (dict "prefix" "" "value" .Values.config) | regexMatch "(?m)^server\\.ssl\\." }}
{{- end }}

{{- define "lxd-gateway.hasPolicy" -}}
{{- with .Values.policy }}{{ if or .content .existingConfigMap .existingSecret }}true{{ end }}{{ end }}
{{- end }}

{{- define "lxd-gateway.hasSecrets" -}}
{{- with .Values.secrets }}{{ if or .properties .existing }}true{{ end }}{{ end }}
{{- end }}

{{/* What can be said of values only together. */}}
{{- define "lxd-gateway.check" -}}
{{- $names := include "lxd-gateway.propertyNames" (dict "prefix" "" "value" .Values.config) }}
{{- $decided := dict
  "gateway.drain.timeout" "rollout.drainTimeout"
  "gateway.drain.propagation" "rollout.propagation"
  "gateway.exec.hangup.grace" "rollout.hangupGrace"
  "gateway.access.trusted-proxies" "trustedProxies"
  "gateway.access.policy" "policy"
  "gateway.default-remote" "defaultRemote"
  "spring.datasource.url" "database.url"
  "spring.datasource.username" "database.username" }}
{{- range $name, $value := $decided }}
{{- if has $name (splitList "\n" $names) }}
{{- fail (printf "config has %s, which the value %s decides; set that" $name $value) }}
{{- end }}
{{- end }}
{{- if has "server.port" (splitList "\n" $names) }}
{{- fail "config has server.port, which is always 8080 in the pod; the Service's is service.port" }}
{{- end }}
{{- if has "management.server.port" (splitList "\n" $names) }}
{{- fail "config has management.server.port, which is always 8081" }}
{{- end }}
{{- $literals := include "lxd-gateway.propertyNames" (dict "prefix" "" "value" .Values.config "literal" true) }}
{{- with regexFind "(?m)^.*(password|secret|admin-token)$" $literals }}
{{- fail (printf "config has %s, which is secret and would be in a ConfigMap; put it in secrets.properties, or in a Secret of secrets.existing" .) }}
{{- end }}
{{- with .Values.policy }}
{{- if gt (len (compact (list .content .existingConfigMap .existingSecret))) 1 }}
{{- fail "policy has more than one of content, existingConfigMap and existingSecret; one of them is the policy" }}
{{- end }}
{{- end }}
{{- if and .Values.defaultRemote .Values.remotes (not (hasKey .Values.remotes .Values.defaultRemote)) }}
{{- fail (printf "defaultRemote is %s, which is none of remotes: %s" .Values.defaultRemote (keys .Values.remotes | sortAlpha | join ", ")) }}
{{- end }}
{{- range $name, $remote := .Values.remotes }}
{{- if and $remote.url (not $remote.existingSecret) (not (and $remote.clientCertificate $remote.clientKey $remote.serverCertificate)) }}
{{- fail (printf "remotes.%s has a url; it needs existingSecret, or clientCertificate, clientKey and serverCertificate" $name) }}
{{- end }}
{{- end }}
{{- if .Values.networkPolicy.enabled }}
{{- range $name, $remote := .Values.remotes }}
{{- if and $remote.url (not $.Values.networkPolicy.servers) (not $.Values.networkPolicy.extraEgress) }}
{{- fail (printf "the NetworkPolicy would keep the gateway from remotes.%s (%s); list its address in networkPolicy.servers, such as [{cidr: 10.1.2.3/32, port: 8443}], or set networkPolicy.enabled=false" $name $remote.url) }}
{{- end }}
{{- end }}
{{- if and .Values.database.url (not .Values.networkPolicy.database) (not .Values.networkPolicy.extraEgress) }}
{{- fail "the NetworkPolicy would keep the gateway from database.url; list its address in networkPolicy.database, such as [{cidr: 10.1.2.4/32, port: 5432}], or set networkPolicy.enabled=false" }}
{{- end }}
{{- if and (regexMatch "(?m)^(spring\\.security\\.oauth2\\.client\\.provider|gateway\\.access\\.jwt)\\." $names) (not .Values.networkPolicy.identityProvider) (not .Values.networkPolicy.extraEgress) }}
{{- fail "the NetworkPolicy would keep the gateway from the identity provider; list its address in networkPolicy.identityProvider, such as [{cidr: 10.1.2.5/32, port: 443}], or set networkPolicy.enabled=false" }}
{{- end }}
{{- end }}
{{- if and .Values.httpRoute.enabled (not .Values.httpRoute.parentRefs) }}
{{- fail "httpRoute.enabled needs httpRoute.parentRefs, such as [{name: public, namespace: gateways}]" }}
{{- end }}
{{- end }}

{{/* Rules of the NetworkPolicy to addresses with a port. */}}
{{- define "lxd-gateway.egress" -}}
{{- range . }}
- to:
    {{- if .to }}
    - {{ toYaml .to | nindent 6 | trim }}
    {{- else }}
    - ipBlock:
        cidr: {{ .cidr }}
    {{- end }}
  ports:
    - protocol: TCP
      port: {{ .port }}
{{- end }}
{{- end }}
